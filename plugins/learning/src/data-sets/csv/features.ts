// The columns to learn from, once all rows are read.
import type { Column, Complaint } from '@tunewright/core';
import { rankCategories, type ColumnReader } from './column-reader.js';
import { complaint, placed } from './sentences.js';
import { numberOf } from './words.js';

/** A column of at least this share of numbers, of at least so many different ones, was not meant to hold categories. */
const [MOSTLY, DIFFERENT] = [0.9, 10];
/** More categories than this are refused when they are also more than half as many as values, unless declared. */
const PLAUSIBLE_CATEGORIES = 50;

export function columnOf(reader: ColumnReader, rows: number): Column {
  const { name } = reader.request;
  if (reader.type === 'numeric') return { name, type: 'numeric' };
  return { name, type: 'categorical', categories: rankCategories(reader, rows) };
}

/** What is wrong with a column, now that all of it is known. */
export function columnComplaints(reader: ColumnReader, rows: number, file: string): readonly Complaint[] {
  const { request, missing, type } = reader;
  const { name, demanded } = request;
  const broken = reader.complaints(file, rows);
  if (broken.length > 0) return broken;
  if (missing === rows) return [complaint('csvAllMissing', { file, name, rows })];
  if (type === 'numeric' || demanded !== undefined) return [];
  return doubtful(reader, rows - missing, file);
}

function doubtful(
  { request, categories, firstText }: ColumnReader,
  values: number,
  file: string,
): readonly Complaint[] {
  const { name } = request;
  let [numbers, different] = [0, 0];
  for (const [text, count] of categories.entries()) {
    if (Number.isNaN(numberOf(text))) continue;
    numbers += count;
    different++;
  }
  if (firstText !== undefined && different >= DIFFERENT && numbers >= MOSTLY * values) {
    const { text, place } = firstText;
    const facts = { at: placed(file, place), name, found: text, numbers, texts: values - numbers };
    return [complaint('csvMostlyNumbers', facts)];
  }
  if (categories.size <= PLAUSIBLE_CATEGORIES || categories.size <= values / 2) return [];
  return [complaint('csvManyCategories', { file, name, categories: categories.size, values })];
}
