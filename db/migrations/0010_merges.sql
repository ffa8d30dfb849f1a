ALTER TABLE `customer` ADD `came_in` text;--> statement-breakpoint
CREATE INDEX `conversion_customer` ON `conversion` (`customer_key`);