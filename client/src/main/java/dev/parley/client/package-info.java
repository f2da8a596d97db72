/**
 * The client's side of the chat. {@link dev.parley.client.ChatClient} joins a room under a name and is what programs want;
 * {@link dev.parley.client.ChatConnection} below it shows every step of the conversation, for programs in which a person
 * types the name.
 *
 * <p>Both talk to servers of either profile and to the classic chat, and need not be told which.
 */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
