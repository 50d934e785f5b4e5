## record
