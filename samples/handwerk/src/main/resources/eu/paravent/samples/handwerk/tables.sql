CREATE TABLE IF NOT EXISTS customer (
  id BIGINT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  email VARCHAR(100) NOT NULL,
  language VARCHAR(2) NOT NULL
);
CREATE TABLE IF NOT EXISTS quote (
  number INT PRIMARY KEY,
  customer_id BIGINT NOT NULL REFERENCES customer,
  subject VARCHAR(200) NOT NULL,
  net DECIMAL(12, 2) NOT NULL
);
CREATE TABLE IF NOT EXISTS orders (
  number INT PRIMARY KEY,
  quote_number INT NOT NULL UNIQUE REFERENCES quote,
  week INT,
  crew VARCHAR(20),
  questions INT NOT NULL,
  UNIQUE (week, crew)
);
INSERT INTO customer (id, name, email, language)
  SELECT * FROM (VALUES
    (1, 'Maria Moser', 'maria@moser.example', 'de'),
    (2, 'Hotel Bellevue', 'house@bellevue.example', 'en')) AS sample
  WHERE NOT EXISTS (SELECT 1 FROM customer);
INSERT INTO quote (number, customer_id, subject, net)
  SELECT * FROM (VALUES
    (2031, 1, 'Fensterfront Süd, 8 Holz-Alu-Fenster', 6840.00),
    (2032, 1, 'Haustür, Eiche', 3190.00),
    (2033, 2, 'Façade, 24 windows', 41250.00),
    (2034, 2, 'Winter garden', 27900.00)) AS sample
  WHERE NOT EXISTS (SELECT 1 FROM quote);
