"""What assistants ask: tools over the Model Context Protocol that answer questions with GraphQL documents."""
