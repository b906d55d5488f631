// The columns to learn from, once all rows are read.
import type { Column, Complaint } from '@tunewright/core';
import { rankCategories, type ColumnReader } from './column-reader.js';
import { complaint, placed } from './sentences.js';

/** A column of at least this share of numbers, of at least so many different ones, was not meant to hold categories. */
const [MOSTLY, DIFFERENT] = [0.9, 10];
/** More categories than this are refused when they are also more than half as many as values, unless declared. */
const PLAUSIBLE_CATEGORIES = 50;

export function columnOf(reader: ColumnReader, rows: number): Column {
  const { name } = reader;
  if (reader.type === 'numeric') return { name, type: 'numeric' };
  return { name, type: 'categorical', categories: rankCategories(reader, rows) };
}

/** What is wrong with a column, now that all of it is known. */
export function columnComplaints(reader: ColumnReader, rows: number, file: string): readonly Complaint[] {
  const { name, request, missing, type } = reader;
  const broken = reader.complaints(file, rows);
  if (broken.length > 0) return broken;
  if (missing === rows) return [complaint('csvAllMissing', { file, name, rows })];
  if (type === 'numeric' || request.demanded !== undefined) return [];
  const stray = strayTexts(reader, rows, file);
  return stray.length > 0 ? stray : freeTexts(reader, rows, file);
}

/** A column that holds numbers but for a few texts: were these meant to be gaps? */
export function strayTexts(
  { name, type, categories, firstText, words, missing }: ColumnReader,
  rows: number,
  file: string,
): readonly Complaint[] {
  if (type === 'numeric' || firstText === undefined) return [];
  let [numbers, different] = [0, 0];
  for (const [text, count] of categories.entries()) {
    if (Number.isNaN(words.number(text))) continue;
    numbers += count;
    different++;
  }
  const texts = rows - missing - numbers;
  if (different < DIFFERENT || numbers < MOSTLY * (numbers + texts)) return [];
  const { text, place } = firstText;
  return [complaint('csvMostlyNumbers', { at: placed(file, place), name, found: text, numbers, texts })];
}

function freeTexts({ name, categories, missing }: ColumnReader, rows: number, file: string): readonly Complaint[] {
  const values = rows - missing;
  if (categories.size <= PLAUSIBLE_CATEGORIES || categories.size <= values / 2) return [];
  return [complaint('csvManyCategories', { file, name, categories: categories.size, values })];
}
