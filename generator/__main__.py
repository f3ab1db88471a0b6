"""`python -m generator` is `sdkgen`."""

from generator.cli.main import main

if __name__ == "__main__":
    main()
