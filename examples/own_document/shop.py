"""A client of your own document; made and run as examples/README.md says."""

import os

from shop_client import ShopClient

with ShopClient(api_key="not-a-key", base_url=os.environ.get("SHOP_BASE_URL")) as client:
    book = client.books.create(title="The Winter Road", genre="travel")
    print(f"made {book.id}: {book.title}")
    for number, found in enumerate(client.books.list(), start=1):
        print(f"{number}. {found.title}")
        if number == 3:
            break
