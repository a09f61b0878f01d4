"""`python -m almoner.cli`: the command line where no script is installed."""

from almoner.cli import main

if __name__ == "__main__":
    main()
