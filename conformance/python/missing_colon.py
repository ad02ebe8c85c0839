# Refused by the parser: nothing runs.
print("never printed")
async def main()
    pass
