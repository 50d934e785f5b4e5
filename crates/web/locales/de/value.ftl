## value
