"""Stories: views of the atlas in an order, each with a caption, written as plain Markdown."""
