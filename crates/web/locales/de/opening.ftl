## opening
