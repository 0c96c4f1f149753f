"""What limen knows of a registry, as frozen values; no room above may add to them."""
