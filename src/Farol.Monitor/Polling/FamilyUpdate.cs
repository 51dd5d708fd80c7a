namespace Farol.Monitor.Polling;

/// <summary>A fresh payload of a family, as JSON.</summary>
internal sealed record FamilyUpdate(FamilyPlan Plan, byte[] Json, DateTimeOffset TakenAt);
