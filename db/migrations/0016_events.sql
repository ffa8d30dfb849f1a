ALTER TABLE `dataset` ADD `events_at` text;--> statement-breakpoint
UPDATE `dataset` SET `events_at` = (
  SELECT max(`at`) FROM (
    SELECT l.`finished_at` AS `at` FROM `load` l
    WHERE l.`id` = `dataset`.`live_load` AND coalesce(l.`summary` ->> 'events', 1) <> 0
    UNION ALL
    SELECT b.`received_at` FROM `ingest_batch` b
    WHERE b.`dataset_id` = `dataset`.`id` AND b.`load_id` = `dataset`.`live_load` AND b.`kind` = 'events'
      AND (b.`report` ->> 'rowsIn' = 0 OR b.`report` ->> 'taken' > 0)
  )
) WHERE `as_of` IS NULL;
