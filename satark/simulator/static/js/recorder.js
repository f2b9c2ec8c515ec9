// Records a voice note from the microphone. The server makes WhatsApp's Ogg of what the browser records.

const FORMS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];

export class Recorder {
  // Throws when there is no microphone or it is refused.
  async start() {
    const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form));
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    this.parts = [];
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 16000 });
    this.recorder.ondataavailable = (event) => this.parts.push(event.data);
    this.recorder.start();
  }

  // The file that was recorded.
  async stop() {
    const ended = new Promise((resolve) => { this.recorder.onstop = resolve; });
    this.recorder.stop();
    await ended;
    this.release();
    const type = this.recorder.mimeType.split(";")[0];
    return new File(this.parts, type === "audio/ogg" ? "voice-note.ogg" : "voice-note.webm", { type });
  }

  release() {
    this.stream.getTracks().forEach((track) => track.stop());
  }
}
