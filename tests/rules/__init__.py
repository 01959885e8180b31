"""House rules that tests keep: what code may import, call, load and say."""
