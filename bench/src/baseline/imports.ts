import axios from 'axios';
import express from 'express';
import { Redis } from 'ioredis';
import jsonwebtoken from 'jsonwebtoken';
import kafkajs from 'kafkajs';
import mongoose from 'mongoose';
import CircuitBreaker from 'opossum';
import { announce } from './announce.ts';

/** Nothing but the packages that a service must have, and a port. */
const loaded = [axios, Redis, jsonwebtoken, kafkajs, mongoose, CircuitBreaker];
const app = express();
app.get('/', (_request, response) => void response.json({ loaded: loaded.length }));
announce(app);
