"""List given names that people bear in Québec: one of them before a capitalised word looks like somebody's name.

Written for this program. Left out on purpose: the names that are also a common word, a month, a feast or a place of the
region, which would raise false alarms.
"""

from __future__ import annotations

PRENOMS = frozenset(
    """
    Adam Adèle Adrien Adrienne Agathe Agnès Aimée Alain Albert Alex Alexandra Alexandre Alexia Alexis Alfred Alice Aline
    Alison Alphonse Amélie Anaïs André Andréa Andréanne Andrée Angèle Angélique Anick Anita Ann Anna Annabelle Anne Annick
    Annie Anouk Antoine Antoinette Antonio Ariane Arianne Arnaud Arthur Audrey Audrey-Anne Auguste Aurélie Axel Bastien
    Béatrice Benjamin Benoit Benoît Bernadette Bernard Bertrand Bianca Brigitte Bruno Camille Carl Carmen Carole Caroline
    Cassandra Catherine Cécile Cédric Céline Chantal Chantale Charlène Charles Charlotte Chloé Christian Christiane Christine
    Christophe Cindy Claire Claude Claudette Claudia Claudine Clémence Clément Colette Colin Corinne Cynthia Cyril Damien
    Daniel Danielle Danny Daphné David Delphine Denis Denise Diane Dominic Dominique Donald Dorothée Doris Édith Edmond
    Édouard Eliane Éliane Élie Éliot Élisabeth Élise Élodie Éloïse Elsa Émile Émilie Emma Emmanuel Emmanuelle Éric Éric-Olivier
    Érika Ernest Estelle Esther Étienne Eugène Eugénie Évelyne Eve Ève Fabien Fabienne Fanny Félix Fernand Fernande Florence
    Francine Francis François Françoise Frédéric Frédérique Gabriel Gabrielle Gaétan Gaétane Gaston Geneviève Georges Gérald
    Gérard Germain Germaine Ghislain Ghislaine Gilbert Gilles Ginette Gisèle Guillaume Guy Guylaine Hélène Henri Henriette
    Hervé Hubert Hugo Huguette Ian Ingrid Irène Isabelle Isaac Jacinthe Jacob Jacqueline Jacques Jade Janie Janine Jasmine
    Jean Jean-Claude Jean-François Jean-Guy Jean-Louis Jean-Luc Jean-Marc Jean-Marie Jean-Michel Jean-Paul Jean-Philippe
    Jean-Pierre Jean-René Jean-Sébastien Jean-Yves Jeanne Jeannine Jennifer Jérémie Jérémy Jérôme Jessica Jimmy Joanie Joanne
    Jocelyn Jocelyne Joël Joëlle Johanne Jonathan Joseph Josée Josianne Josiane Judith Jules Julie Julien Julienne Juliette
    Justin Justine Karen Karim Karina Karine Karl Katia Katherine Kathleen Kathy Kelly Kevin Kim Laetitia Laura Laurence
    Laurent Laurie Léa Léo Léon Léonard Léonie Liette Liliane Lina Linda Line Lisa Lise Loïc Lorraine Louis Louis-Philippe
    Louise Luc Lucie Lucien Lucienne Lucille Ludovic Lyne Lynda Madeleine Maëlle Maël Maëva Magalie Manon Marc Marc-André
    Marc-Antoine Marc-Olivier Marcel Marcelle Margot Maria Marianne Marie Marie-Andrée Marie-Anne Marie-Chantal Marie-Claude
    Marie-Claire Marie-Ève Marie-France Marie-Hélène Marie-Josée Marie-Julie Marie-Line Marie-Lou Marie-Louise Marie-Michèle
    Marie-Noëlle Marie-Paule Marie-Pier Marie-Pierre Marie-Soleil Mariette Marilou Marilyn Marilyne Mario Marion Marjolaine
    Marjorie Marlène Martha Marthe Martin Martine Maryse Mathieu Mathilde Matthieu Maude Maurice Maxime Mélanie Mélina Mélissa
    Mélodie Michael Michaël Michel Michèle Micheline Mike Mireille Mohamed Monique Myriam Mylène Nadia Nadine Nancy Natacha
    Nathalie Nathan Nicholas Nicolas Nicole Noémie Nora Normand Odette Odile Olivia Olivier Olivia Omar Pascale Patrice Patricia
    Patrick Paul Paul-André Paule Pauline Philippe Pier-Luc Pierre Pierre-Luc Pierre-Olivier Pierrette Rachel Rachelle Raphaël
    Raphaëlle Raymond Raymonde Réal Réjean Réjeanne Rémi Rémy Renaud René Renée Richard Rita Robert Roberte Robin Roger Roland
    Rollande Romain Roméo Rosalie Roxane Roxanne Sabrina Samuel Sandra Sandrine Sara Sarah Sébastien Serge Simon Simone Solange
    Sonia Sophie Stéphane Stéphanie Steve Steeve Suzanne Suzie Sylvain Sylvie Tania Tommy Théo Thérèse Thomas Tristan Valérie
    Vanessa Véronique Vicky Victor Vincent Viviane William Xavier Yan Yanick Yann Yannick Yoan Yolande Yvan Yves Yvette Yvon
    Yvonne Zachary Zoé
    """.split()
)
"""Given names, as they are written."""
