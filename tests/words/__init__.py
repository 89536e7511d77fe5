"""The words of the desk: what is to be translated, the catalogues, and what is wrong with them."""
