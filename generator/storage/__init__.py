"""What is kept on disk: stored days, results of earlier runs, generated files, the repository they go to."""
