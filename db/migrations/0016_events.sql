ALTER TABLE `dataset` ADD `events_at` text;--> statement-breakpoint
UPDATE `dataset` SET `events_at` = (
  SELECT l.`finished_at` FROM `load` l
  WHERE l.`id` = `dataset`.`live_load` AND coalesce(l.`summary` ->> 'events', 1) <> 0
);
