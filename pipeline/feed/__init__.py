"""Articles → the content folders of other projects, kept in step."""
