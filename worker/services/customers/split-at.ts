/**
 * SQL: when a customer was last split in two; null: never. A split under any key that has ended as this customer counts:
 * once merged, nobody can say whose of them is whose. So it does not matter which of merge and split comes first.
 * @param key a column with the key of the customer, either while keys are being changed
 */
export const splitAt = (key: string): string => `(WITH RECURSIVE kin(key) AS (
    SELECT ${key}
    UNION SELECT m.old_key FROM kin CROSS JOIN customer_move m ON m.new_key = kin.key AND m.kind = 'merged'
    UNION SELECT iif(p.old_key = kin.key, p.new_key, p.old_key)
      FROM kin CROSS JOIN key_pair p ON p.old_key = kin.key OR p.new_key = kin.key)
  SELECT max(s.at) FROM kin CROSS JOIN customer_move s ON s.old_key = kin.key AND s.kind = 'split')`
