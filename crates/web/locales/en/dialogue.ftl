## The dialogue
dialogue-words = In their words
dialogue-lifted-by = What would lift it
dialogue-works-if = What would make it work
