"""What the watch says, as pages: numbers with pictures, and before and after a lesson."""
