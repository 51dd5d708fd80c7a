namespace Farol.Control.Alerts;

/// <summary>What became of a message.</summary>
/// <param name="Received">Alerts in it.</param>
/// <param name="Stored">Those that said something new, or were seen again.</param>
/// <param name="Ignored">Those that came late: they had ended already.</param>
internal sealed record WebhookAnswer(bool Success, int Received, int Stored, int Ignored);
