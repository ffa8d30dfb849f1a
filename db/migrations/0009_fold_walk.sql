CREATE TABLE `fold_walk` (
	`id` integer PRIMARY KEY NOT NULL,
	`folds` text NOT NULL,
	`after` text
);
--> statement-breakpoint
ALTER TABLE `arriving_bucket` ADD `folds` text;