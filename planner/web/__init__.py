"""The web app: Streamlit pages on top of the road. ``streamlit_app.py`` lists the pages."""
