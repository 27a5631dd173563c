"""The web app: Streamlit pages on top of the road. ``navigation.py`` lists the pages."""
