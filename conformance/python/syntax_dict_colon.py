# A key without a value.
ages = {"ann": 1, "bob" 2}
