"""A folder of articles → a site of plain files that shows, page by page, what was taken away and why."""
