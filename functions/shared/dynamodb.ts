/** The one DynamoDB client of a function, kept between calls so that its connections are too. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export const dynamodb = new DynamoDBClient({});
