-- The tables as the software made them before revisions were numbered (SQLite), and those of the last two came late.
CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('postings', 'profiles', 'catalogue')),
    filename TEXT NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    imported_at DATETIME NOT NULL,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    UNIQUE (kind, sha256)
);
CREATE TABLE runs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    campaign TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    parameters JSON NOT NULL,
    summary JSON NOT NULL
);
CREATE TABLE schema_version (
    id INTEGER NOT NULL CHECK (id = 1),
    version INTEGER NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO schema_version VALUES (1, 1);
CREATE TABLE catalogue_ranks (
    import_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (import_id),
    FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE,
    UNIQUE (rank)
);
CREATE TABLE courses (
    import_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    course_id TEXT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT NOT NULL,
    content TEXT NOT NULL,
    public TEXT NOT NULL,
    audience TEXT NOT NULL,
    level FLOAT,
    hours FLOAT,
    price FLOAT,
    places FLOAT,
    dept TEXT NOT NULL,
    commune TEXT NOT NULL,
    modality TEXT NOT NULL,
    siret TEXT NOT NULL,
    rncp TEXT NOT NULL,
    rs TEXT NOT NULL,
    formacode TEXT NOT NULL,
    rome TEXT NOT NULL,
    date TEXT NOT NULL,
    source TEXT NOT NULL,
    "row" INTEGER,
    PRIMARY KEY (import_id, position),
    FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);
CREATE TABLE postings (
    import_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    posting_id TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    dept TEXT NOT NULL,
    location TEXT NOT NULL,
    sector TEXT NOT NULL,
    filiere TEXT NOT NULL,
    naf TEXT NOT NULL,
    date TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (import_id, position),
    FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);
CREATE TABLE profiles (
    import_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    profile_id TEXT NOT NULL,
    sector TEXT NOT NULL,
    filiere TEXT NOT NULL,
    dept TEXT NOT NULL,
    headcount FLOAT,
    occupation_mix TEXT NOT NULL,
    stated_needs TEXT NOT NULL,
    people_stated FLOAT,
    adoption_rate FLOAT,
    source TEXT NOT NULL,
    year INTEGER,
    PRIMARY KEY (import_id, position),
    FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
);

-- late
CREATE TABLE corrections (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    created_at DATETIME NOT NULL,
    author TEXT NOT NULL,
    verdict VARCHAR(30) NOT NULL,
    words TEXT NOT NULL,
    sentence TEXT NOT NULL,
    skill_id VARCHAR(30) NOT NULL,
    replacement VARCHAR(30) NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    undone_at DATETIME
);
CREATE TABLE scenarios (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    question JSON NOT NULL,
    actions JSON NOT NULL,
    UNIQUE (name)
);
