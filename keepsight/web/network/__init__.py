"""Who works with a child: adding somebody to the network, and ending somebody's part."""
