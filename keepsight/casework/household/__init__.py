"""The family of a child: who is related how, who lived where when, what is known of the adults, and
saying that any of it has changed."""
