namespace Farol.Simulator.State;

/// <summary>Packets of PPPoE discovery on a sub-interface.</summary>
internal sealed class PppoeCounters
{
    public long Active { get; set; }

    public long PadiReceived { get; set; }

    public long PadiDiscarded { get; set; }

    public long PadoSent { get; set; }

    public long PadrReceived { get; set; }

    public long PadsSent { get; set; }

    public long PadtReceived { get; set; }

    public long PadtSent { get; set; }

    public long SessionPackets { get; set; }

    public void Login(bool padiLost)
    {
        Active++;
        PadiReceived += padiLost ? 2 : 1;
        PadiDiscarded += padiLost ? 1 : 0;
        PadoSent++;
        PadrReceived++;
        PadsSent++;
        SessionPackets += 12;
    }

    /// <summary>A session that was opened but whose user was refused.</summary>
    public void Refused()
    {
        PadiReceived++;
        PadoSent++;
        PadrReceived++;
        PadsSent++;
        PadtSent++;
        SessionPackets += 6;
    }

    public void Logout(bool byUser)
    {
        Active--;
        PadtReceived += byUser ? 1 : 0;
        PadtSent += byUser ? 0 : 1;
    }

    public void Add(PppoeCounters other)
    {
        Active += other.Active;
        PadiReceived += other.PadiReceived;
        PadiDiscarded += other.PadiDiscarded;
        PadoSent += other.PadoSent;
        PadrReceived += other.PadrReceived;
        PadsSent += other.PadsSent;
        PadtReceived += other.PadtReceived;
        PadtSent += other.PadtSent;
        SessionPackets += other.SessionPackets;
    }

    public void Clear()
    {
        PadiReceived = PadiDiscarded = PadoSent = PadrReceived = PadsSent = PadtReceived = PadtSent = SessionPackets = 0;
    }
}
