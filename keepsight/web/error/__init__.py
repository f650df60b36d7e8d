"""What people see when something went wrong."""
