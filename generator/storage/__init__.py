"""What is kept on disk: stored days, results of earlier runs, generated files, and the repository for
them."""
