"""The room that speaks Redis: queues, the stream of receipts, the worker. Jobs carry ids and call one service each."""
