## entry
