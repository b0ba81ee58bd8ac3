"""The werkconferentie: who may come, the programme, what everybody chooses, and where everybody ends up."""
