"""How each kind of thing is cited: from a record or an answer to a `Reference`."""
