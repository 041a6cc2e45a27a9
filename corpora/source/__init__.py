"""The texts of the corpus: an invented province, our own sentences, the forms that offices use."""
