namespace Farol.Hosting;

/// <summary>The program cannot start; the text is for whoever started it.</summary>
internal sealed class StartException(string message, Exception? innerException = null) : Exception(message, innerException);
