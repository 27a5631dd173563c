"""Choose, from public reference files, the facts that the product carries in ``taxonomies/``."""
