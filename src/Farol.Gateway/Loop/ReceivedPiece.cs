namespace Farol.Gateway.Loop;

/// <summary>Bytes that have come: in a buffer of the ring, or in memory of their own.</summary>
internal readonly record struct ReceivedPiece(int Buffer, byte[]? Own, int Start, int Count);
