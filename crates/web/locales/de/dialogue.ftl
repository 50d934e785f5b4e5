## Der Dialog
dialogue-words = Im Wortlaut
dialogue-lifted-by = Was sie aufheben würde
dialogue-works-if = Wie es gelänge
