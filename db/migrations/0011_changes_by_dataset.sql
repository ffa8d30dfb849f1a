-- What was written before is of the dataset in which the customer stands; where there are two, nobody knows of which.
CREATE TABLE `__new_fact_change` (
	`customer_key` text NOT NULL,
	`attribute` text NOT NULL,
	`at` text NOT NULL,
	`before` text,
	`after` text,
	`source` text NOT NULL,
	`received_at` text NOT NULL,
	`dataset_id` text NOT NULL,
	PRIMARY KEY(`customer_key`, `dataset_id`, `attribute`, `at`, `source`)
);
--> statement-breakpoint
INSERT INTO `__new_fact_change` SELECT f.`customer_key`, f.`attribute`, f.`at`, f.`before`, f.`after`, f.`source`, f.`received_at`, d.`dataset_id`
FROM `fact_change` f JOIN (
	SELECT c.`key`, min(l.`dataset_id`) AS `dataset_id` FROM `customer` c JOIN `load` l ON l.`id` = c.`load_id`
	GROUP BY c.`key` HAVING count(DISTINCT l.`dataset_id`) = 1
) d ON d.`key` = f.`customer_key`;--> statement-breakpoint
DROP TABLE `fact_change`;--> statement-breakpoint
ALTER TABLE `__new_fact_change` RENAME TO `fact_change`;--> statement-breakpoint
CREATE INDEX `fact_change_received` ON `fact_change` (`received_at`);
