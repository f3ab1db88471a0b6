"""An answer with a shape: the model is told the schema of a class, and its answer becomes a value of that class."""

from openai_client import OpenAI
from pydantic import BaseModel


class Ingredient(BaseModel):
    """One thing to buy."""

    name: str
    grams: int


class Recipe(BaseModel):
    """What the model has to fill in."""

    title: str
    ingredients: list[Ingredient]


with OpenAI() as client:
    completion = client.chat.completions.parse(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": "A recipe for pancakes, please."}],
        response_format=Recipe,
    )
message = completion.choices[0].message
if message.parsed is not None:
    print(message.parsed.title)
    for ingredient in message.parsed.ingredients:
        print(f"- {ingredient.grams} g {ingredient.name}")
else:
    print(f"The model refused: {message.refusal}")
