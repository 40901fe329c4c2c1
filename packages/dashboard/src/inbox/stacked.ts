/** px below which the list and the conversation take turns. */
export const stackedBelow = 860;
