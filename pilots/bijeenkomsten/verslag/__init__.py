"""After the meeting: its report, the three questions and everybody's own action."""
