"""Forms in which a reference goes out: each takes a `Reference`, which knows none of them."""
