"""Let a link of a page open its address without loading the dashboard again: `liens.js` waits for its click.

Links written here (`html.lien_de_page`) and marks of a drawing are such links; without the script, they are ordinary ones.
"""
